t("Before");
const x = <p>{t("Inside"} </p> ) ( { t("After
t("Later");
