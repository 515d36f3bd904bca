/* A page that speaks English and Chinese, and follows the releases of `l10n serve-release`.

   English stands in the code: a string that no release has yet is shown as it is. */

const server = new URLSearchParams(location.search).get("releases") ?? "http://127.0.0.1:8030";
const every = Number(new URLSearchParams(location.search).get("every") ?? 60_000); // milliseconds
const domain = "messages";
const source = "en";
const wanted = localStorage.getItem("language") ?? (/^zh\b/.test(navigator.language) ? "zh_Hans" : source);

await i18next.init({
  lng: wanted,
  // Traditional Chinese never falls back to Simplified: its readers get the source.
  fallbackLng: false,
  supportedLngs: [source, "zh_Hans"],
  ns: [domain],
  defaultNS: domain,
  // The keys are sentences: neither a dot nor a colon in them means anything.
  keySeparator: false,
  nsSeparator: false,
  resources: { [source]: { [domain]: { "{{count}} note_one": "{{count}} note", "{{count}} note_other": "{{count}} notes" } } },
});

function draw() {
  document.documentElement.lang = i18next.language.replace("_", "-");
  for (const place of document.querySelectorAll("[data-text]")) {
    const { text, name, count } = place.dataset;
    place.textContent = i18next.t(text, { name, count: count && Number(count) });
  }
}

let release = "";

/* Ask which release is the latest; the answer is a few bytes, or 304. Fetch what is new, and speak it. */
async function follow() {
  try {
    const latest = await (await fetch(`${server}/latest.json`)).json();
    if (latest.release !== release) {
      const file = latest.files[`zh_Hans/${domain}.json`];
      const strings = await (await fetch(server + file.path)).json();
      i18next.removeResourceBundle("zh_Hans", domain); // what is approved no more is said no more
      i18next.addResourceBundle("zh_Hans", domain, strings);
      release = latest.release;
      document.getElementById("release").textContent = release;
      draw();
    }
  } catch (error) {
    console.warn("The release can't be fetched; the words stay as they are.", error);
  }
  setTimeout(follow, every);
}

for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", async () => {
    await i18next.changeLanguage(button.dataset.language);
    localStorage.setItem("language", button.dataset.language);
    draw();
  });
}

draw();
follow();
