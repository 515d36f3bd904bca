t("Follow"); t("word"); t("A sentence"); t("ns:Sentence"); t(`A ${b} c`);
