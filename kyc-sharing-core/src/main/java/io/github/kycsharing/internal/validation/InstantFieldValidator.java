package io.github.kycsharing.internal.validation;

import io.github.kycsharing.internal.constraint.WireField;
import io.github.kycsharing.validation.KycRule;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Checks that a mandatory timestamp is present, and that its year has at most four digits. */
public final class InstantFieldValidator implements ConstraintValidator<WireField, Instant> {
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

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
        // Compared and not converted, since a date cannot represent every Instant.
        return (!value.isBefore(FIRST) && value.isBefore(END))
                || Violations.report(context, KycRule.INSTANT, KycRule.INSTANT.description());
    }
}
