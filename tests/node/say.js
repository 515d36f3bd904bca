// What the runtimes of the web say for messages of a file.
// In: JSON {runtime, locale, file, asks: [[key, arguments], …]}. Out: JSON list of texts.
import { readFileSync } from "node:fs";

const runtimes = {
  async i18next({ locale, file, asks, version }) {
    const { default: i18next } = await import(version === 3 ? "i18next-v3" : "i18next");
    const settings = { lng: locale, resources: { [locale]: { translation: JSON.parse(file) } } };
    if (version === 3) settings.compatibilityJSON = "v3";
    await i18next.init({ ...settings, interpolation: { escapeValue: false } });
    return asks.map(([key, values]) => i18next.t(key, values));
  },
  async "vue-i18n"({ locale, file, asks }) {
    const { createI18n } = await import("vue-i18n");
    const settings = { legacy: false, locale, messages: { [locale]: JSON.parse(file) } };
    const { t } = createI18n(settings).global;
    return asks.map(([key, values]) => ("count" in values ? t(key, values.count) : t(key, values)));
  },
  async formatjs({ locale, file, asks }) {
    const { IntlMessageFormat } = await import("intl-messageformat");
    const messages = JSON.parse(file);
    const at = (key) => key.split(".").reduce((inner, name) => inner[name], messages);
    return asks.map(([key, values]) => new IntlMessageFormat(at(key), locale).format(values));
  },
  async fluent({ locale, file, asks }) {
    const { FluentBundle, FluentResource } = await import("@fluent/bundle");
    const bundle = new FluentBundle(locale, { useIsolating: false });
    const errors = bundle.addResource(new FluentResource(file));
    if (errors.length) throw errors[0];
    return asks.map(([key, values]) => {
      const [name, attribute] = key.split(".");
      const message = bundle.getMessage(name);
      return bundle.formatPattern(attribute ? message.attributes[attribute] : message.value, values);
    });
  },
};

const ask = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(await runtimes[ask.runtime](ask)));
