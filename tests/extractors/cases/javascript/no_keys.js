t("home.title"); t("e-mail"); t("Note:this");
