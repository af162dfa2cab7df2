package io.github.kycsharing.validation;

import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.ShareKycRequest;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * One row or note of the specification, with requests that satisfy it and requests that break it.
 *
 * @param section the table or note of the specification
 * @param text the text of the row or note
 * @param path the path of a violation
 * @param constraint the annotation that checks it, empty for a row without a restriction
 * @param brokers the broker types to which it applies
 * @param rule the rule of a violation, empty for a row without a restriction
 * @param passing requests that satisfy it
 * @param failing requests that break it
 */
record SpecRule(
        String section,
        String text,
        String path,
        Optional<Class<? extends Annotation>> constraint,
        Set<BrokerType> brokers,
        Optional<KycRule> rule,
        List<Sample> passing,
        List<Sample> failing) {

    /**
     * A request derived from a valid one.
     *
     * @param name description of the change
     * @param change derives it from the valid request
     * @param templates the client's questionnaire templates
     * @param expected every violation of it, in order
     */
    record Sample(
            String name,
            UnaryOperator<ShareKycRequest> change,
            List<QuestionnaireTemplate> templates,
            List<Expected> expected) {
        Sample expecting(Expected... violations) {
            return new Sample(name, change, templates, List.of(violations));
        }

        Sample withTemplate(QuestionnaireTemplate template) {
            return new Sample(name, change, List.of(template), expected);
        }

        Sample changedBy(UnaryOperator<ShareKycRequest> further) {
            return new Sample(name, request -> further.apply(change.apply(request)), templates, expected);
        }
    }

    /**
     * A violation without its message.
     *
     * @param path the field
     * @param rule the rule
     */
    record Expected(String path, KycRule rule) {
        @Override
        public String toString() {
            return path + " [" + rule + "]";
        }
    }
}
