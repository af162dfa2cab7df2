package io.github.kycsharing.validation;

import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.ShareKycRequest;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * One row or note of the specification, with requests that keep it and requests that break it.
 *
 * @param section the table or note of the specification
 * @param text what it says
 * @param path where a violation is reported
 * @param constraint the annotation that checks it, empty for a row that refuses nothing
 * @param brokers the broker types it applies to
 * @param rule what a violation of it is called, empty for a row that refuses nothing
 * @param passing requests that keep it
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
     * A request made from a valid one.
     *
     * @param name what is in it, for a reader
     * @param change what makes it from the valid one
     * @param templates the questionnaires the client knows
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
