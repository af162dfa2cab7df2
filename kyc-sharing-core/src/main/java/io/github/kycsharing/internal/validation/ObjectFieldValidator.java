package io.github.kycsharing.internal.validation;

import io.github.kycsharing.internal.constraint.WireField;
import io.github.kycsharing.validation.KycRule;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/** Checks that a mandatory section, document type or consent is present. */
public final class ObjectFieldValidator implements ConstraintValidator<WireField, Object> {
    private boolean mandatory;

    @Override
    public void initialize(WireField row) {
        mandatory = row.mandatory();
    }

    @Override
    public boolean isValid(@Nullable Object value, ConstraintValidatorContext context) {
        return value != null
                || !mandatory
                || Violations.report(context, KycRule.MANDATORY, KycRule.MANDATORY.description());
    }
}
