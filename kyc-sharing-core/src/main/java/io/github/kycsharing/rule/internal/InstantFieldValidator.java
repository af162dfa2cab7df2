package io.github.kycsharing.rule.internal;

import io.github.kycsharing.rule.KycRule;
import io.github.kycsharing.rule.WireField;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Checks that a instant is there, and that four digits can write its year. */
public final class InstantFieldValidator implements ConstraintValidator<WireField, Instant> {
    private boolean mandatory;

    @Override
    public void initialize(WireField row) {
        mandatory = row.mandatory();
    }

    @Override
    public boolean isValid(@Nullable Instant value, ConstraintValidatorContext context) {
        if (value == null) {
            return !mandatory || Violations.report(context, KycRule.MANDATORY, KycRule.MANDATORY.description());
        }
        int year = value.atOffset(ZoneOffset.UTC).getYear();
        return (year >= 0 && year <= 9999)
                || Violations.report(context, KycRule.INSTANT, KycRule.INSTANT.description());
    }
}
