package io.github.kycsharing.rule.internal;

import io.github.kycsharing.rule.KycRule;
import io.github.kycsharing.rule.NotApplicable;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/** Checks that a section which does not apply is absent. */
public final class NotApplicableValidator implements ConstraintValidator<NotApplicable, Object> {
    @Override
    public boolean isValid(@Nullable Object value, ConstraintValidatorContext context) {
        return value == null
                || Violations.report(context, KycRule.NOT_APPLICABLE, KycRule.NOT_APPLICABLE.description());
    }
}
