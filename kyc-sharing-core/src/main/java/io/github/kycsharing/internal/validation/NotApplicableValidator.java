package io.github.kycsharing.internal.validation;

import io.github.kycsharing.internal.constraint.NotApplicable;
import io.github.kycsharing.validation.KycRule;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/** Checks that a section is absent if it does not apply to the broker type. */
public final class NotApplicableValidator implements ConstraintValidator<NotApplicable, Object> {
    @Override
    public boolean isValid(@Nullable Object value, ConstraintValidatorContext context) {
        return value == null
                || Violations.report(context, KycRule.NOT_APPLICABLE, KycRule.NOT_APPLICABLE.description());
    }
}
