let x = y! / 2; t("After a bang"); const z = 3 / 1;
t<string>("Typed call"); t!("Certain call"); (t as any)("Cast function"); t("As " as const); t(<any>"Asserted"); t("so" satisfies string);
enum A { B = "t('no')" }
abstract class C<T extends object> { private label = this.i18n.t("In a field"); constructor(private readonly t: TFunction) { t("In a constructor") } }
const generic = styled.div<{ $wide: boolean }>`width: ${(p) => p.$wide}px; content: ${t("In styles")}`;
