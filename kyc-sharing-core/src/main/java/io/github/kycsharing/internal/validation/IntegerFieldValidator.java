package io.github.kycsharing.internal.validation;

import io.github.kycsharing.internal.constraint.WireField;
import io.github.kycsharing.validation.KycRule;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/** Checks that a number of pages or rows is present and at least 1. */
public final class IntegerFieldValidator implements ConstraintValidator<WireField, Integer> {
    private boolean mandatory;

    @Override
    public void initialize(WireField row) {
        mandatory = row.mandatory();
    }

    @Override
    public boolean isValid(@Nullable Integer value, ConstraintValidatorContext context) {
        if (value == null) {
            return !mandatory || Violations.report(context, KycRule.MANDATORY, KycRule.MANDATORY.description());
        }
        return value >= 1 || Violations.report(context, KycRule.AT_LEAST_ONE, KycRule.AT_LEAST_ONE.description());
    }
}
