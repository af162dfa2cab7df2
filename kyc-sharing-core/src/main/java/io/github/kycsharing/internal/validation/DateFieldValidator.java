package io.github.kycsharing.internal.validation;

import io.github.kycsharing.internal.constraint.WireField;
import io.github.kycsharing.validation.KycRule;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Checks that a mandatory date is present, and that its year has at most four digits. */
public final class DateFieldValidator implements ConstraintValidator<WireField, LocalDate> {
    private boolean mandatory;

    @Override
    public void initialize(WireField row) {
        mandatory = row.mandatory();
    }

    @Override
    public boolean isValid(@Nullable LocalDate value, ConstraintValidatorContext context) {
        if (value == null) {
            return !mandatory || Violations.report(context, KycRule.MANDATORY, KycRule.MANDATORY.description());
        }
        int year = value.getYear();
        return (year >= 0 && year <= 9999) || Violations.report(context, KycRule.DATE, KycRule.DATE.description());
    }
}
