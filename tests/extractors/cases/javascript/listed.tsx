import { useTranslation } from "react-i18next";
export function Note({ note }) {
  const { t } = useTranslation("notes", { keyPrefix: "status" });
  // Both kinds there are:
  // t("open"), t('closed', "Closed"); i18n.t("menu:gone")
  // and nothing from t("prose") in a sentence, nor from code: say(t("left.out"))
  const shown = t(`${note.status}`);
  /*
   * t("kind.text")
   * t("kind.photo", { count: 2 })
   */
  use(shown);
  use(t(`kind.${note.kind}`));
  use(t("kind." + note.kind, { count: 1 }));
  use(t(`sort.${note.kind}`));
  return (
    <div>
      {/* t("look.big") t("look.small") */}
      <b>{t(note.look)}</b>
      <b>{t(note.other)}</b>
    </div>
  );
}
// notT("no.function.of.ours")
// t("last.line")
