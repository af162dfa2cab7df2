package io.github.kycsharing.internal.validation;

import io.github.kycsharing.internal.constraint.WireField;
import io.github.kycsharing.validation.KycRule;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks that a mandatory list is not empty. */
public final class ListFieldValidator implements ConstraintValidator<WireField, List<?>> {
    private boolean mandatory;

    @Override
    public void initialize(WireField row) {
        mandatory = row.mandatory();
    }

    @Override
    public boolean isValid(@Nullable List<?> value, ConstraintValidatorContext context) {
        return !mandatory
                || (value != null && !value.isEmpty())
                || Violations.report(context, KycRule.NOT_EMPTY, KycRule.NOT_EMPTY.description());
    }
}
