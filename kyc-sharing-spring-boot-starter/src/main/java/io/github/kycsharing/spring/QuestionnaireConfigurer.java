package io.github.kycsharing.spring;

import io.github.kycsharing.KycSharingClientBuilder;
import io.github.kycsharing.spring.KycSharingProperties.Question;
import io.github.kycsharing.spring.KycSharingProperties.Questionnaire;
import io.github.kycsharing.spring.internal.ConfigurationErrors;
import io.github.kycsharing.spring.internal.PropertyValue;
import io.github.kycsharing.validation.QuestionnaireTemplate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Configures the questionnaire templates of one client. */
final class QuestionnaireConfigurer {
    private final ConfigurationErrors errors;
    private final Set<String> versions = new HashSet<>();

    QuestionnaireConfigurer(ConfigurationErrors errors) {
        this.errors = errors;
    }

    /** Adds a template for each complete questionnaire, and reports what the others lack. */
    void apply(PropertyValue<List<Questionnaire>> questionnaires, KycSharingClientBuilder builder) {
        List<Questionnaire> all = Objects.requireNonNullElse(questionnaires.value(), List.of());
        for (int i = 0; i < all.size(); i++) {
            read(questionnaires.property() + "[" + i + "]", all.get(i), builder);
        }
    }

    private void read(String path, Questionnaire questionnaire, KycSharingClientBuilder builder) {
        String version = questionnaire.version();
        boolean whole = errors.requireText(
                new PropertyValue<>(path + ".version", version),
                "Give every entry of kyc-sharing.questionnaires a version, for example KZ_V6.");
        if (version != null && !versions.add(version)) {
            errors.add(
                    path + ".version",
                    "is listed twice",
                    "List each version once under kyc-sharing.questionnaires, with all its questions.");
            whole = false;
        }
        if (questionnaire.questions().isEmpty()) {
            errors.add(
                    path + ".questions",
                    "is empty",
                    "List all questions of the version, or leave the questionnaire out to have its answers unchecked.");
            whole = false;
        }
        if (check(path, questionnaire.questions()) && whole) {
            QuestionnaireTemplate.Builder template = QuestionnaireTemplate.version(String.valueOf(version));
            questionnaire
                    .questions()
                    .forEach(question -> template.question(
                            String.valueOf(question.title()), question.options().toArray(String[]::new)));
            builder.questionnaire(template.build());
        }
    }

    private boolean check(String path, List<Question> questions) {
        Set<String> titles = new HashSet<>();
        boolean whole = true;
        for (int i = 0; i < questions.size(); i++) {
            Question question = questions.get(i);
            String property = path + ".questions[" + i + "].title";
            String title = question.title();
            whole &= errors.requireText(new PropertyValue<>(property, title), "Give every question its key as title.");
            if (title != null && !titles.add(title)) {
                errors.add(property, "is listed twice", "List each question of a version once.");
                whole = false;
            }
            if (question.options().stream().anyMatch(String::isBlank)) {
                errors.add(
                        path + ".questions[" + i + "].options",
                        "has a blank option",
                        "Give every option of %s its key, or leave the options out if any answer may be given.");
                whole = false;
            }
        }
        return whole;
    }
}
