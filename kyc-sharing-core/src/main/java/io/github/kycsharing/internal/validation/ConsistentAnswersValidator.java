package io.github.kycsharing.internal.validation;

import io.github.kycsharing.internal.constraint.ConsistentAnswers;
import io.github.kycsharing.model.QuestionnaireAnswer;
import io.github.kycsharing.model.QuestionnaireInfo;
import io.github.kycsharing.validation.KycRule;
import io.github.kycsharing.validation.QuestionnaireTemplate;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.validator.constraintvalidation.HibernateConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/** Checks that no question has two answers, and that the answers match the version's template if the client has one. */
public final class ConsistentAnswersValidator implements ConstraintValidator<ConsistentAnswers, QuestionnaireInfo> {
    @Override
    public boolean isValid(QuestionnaireInfo questionnaire, ConstraintValidatorContext context) {
        QuestionnaireTemplate template = templateOf(questionnaire, context);
        List<QuestionnaireAnswer> answers = questionnaire.answers();
        Set<String> answered = new HashSet<>();
        boolean valid = true;
        for (int i = 0; i < answers.size(); i++) {
            QuestionnaireAnswer answer = answers.get(i);
            String title = answer == null ? null : answer.title();
            if (answer == null || title == null || title.isBlank()) {
                continue; // the rule for mandatory fields reports it
            }
            if (!answered.add(title)) {
                valid = report(context, i, "title", KycRule.ANSWERED_ONCE);
            }
            if (template != null) {
                valid &= isKnown(template, title, answer.option(), i, context);
            }
        }
        return template == null ? valid : areAllAnswered(template, answered, context) && valid;
    }

    private static @Nullable QuestionnaireTemplate templateOf(
            QuestionnaireInfo questionnaire, ConstraintValidatorContext context) {
        ValidationContext client = context.unwrap(HibernateConstraintValidatorContext.class)
                .getConstraintValidatorPayload(ValidationContext.class);
        return client == null || questionnaire.version() == null
                ? null
                : client.templates().get(questionnaire.version());
    }

    private static boolean isKnown(
            QuestionnaireTemplate template,
            String title,
            @Nullable String option,
            int index,
            ConstraintValidatorContext context) {
        Set<String> options = template.questions().get(title);
        if (options == null) {
            return report(context, index, "title", KycRule.KNOWN_QUESTION);
        }
        return option == null
                || option.isBlank()
                || options.isEmpty()
                || options.contains(option)
                || report(context, index, "option", KycRule.ALLOWED_OPTION);
    }

    private static boolean areAllAnswered(
            QuestionnaireTemplate template, Set<String> answered, ConstraintValidatorContext context) {
        boolean valid = true;
        for (String title : template.questions().keySet()) {
            if (!answered.contains(title)) {
                // The message may contain the title: it comes from configuration, not from the record.
                Violations.at(context, KycRule.ALL_ANSWERED, "leaves the question " + title + " unanswered")
                        .addPropertyNode("answers")
                        .addConstraintViolation();
                valid = false;
            }
        }
        return valid;
    }

    private static boolean report(ConstraintValidatorContext context, int index, String field, KycRule rule) {
        Violations.at(context, rule, rule.description())
                .addPropertyNode("answers")
                .addPropertyNode(field)
                .inIterable()
                .atIndex(index)
                .addConstraintViolation();
        return false;
    }
}
