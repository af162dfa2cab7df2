package io.github.kycsharing.internal.validation;

import io.github.kycsharing.internal.constraint.Format;
import io.github.kycsharing.internal.constraint.WireField;
import io.github.kycsharing.validation.KycRule;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/** Checks that a text is present, within its maximum length and in its format. Reports the first check that fails. */
public final class TextFieldValidator implements ConstraintValidator<WireField, CharSequence> {
    private boolean mandatory;
    private boolean filledByClient;
    private int max = Integer.MAX_VALUE;
    private Format format = Format.TEXT;
    private KycRule formatRule = KycRule.TYPE;

    @Override
    public void initialize(WireField row) {
        mandatory = row.mandatory();
        filledByClient = row.filledByClient();
        max = row.max();
        format = row.format();
        formatRule = format == Format.TEXT ? KycRule.TYPE : KycRule.valueOf(format.name());
    }

    @Override
    public boolean isValid(@Nullable CharSequence value, ConstraintValidatorContext context) {
        if (value == null && filledByClient && ValidationContext.of(context) == null) {
            return true;
        }
        String text = value == null ? "" : value.toString();
        boolean blank = text.isBlank();
        if (blank && mandatory) {
            return Violations.report(context, KycRule.MANDATORY, KycRule.MANDATORY.description());
        }
        // A text has at most as many code points as UTF-16 units, so only a longer text needs counting.
        if (text.length() > max && text.codePointCount(0, text.length()) > max) {
            return Violations.report(context, KycRule.MAX_LENGTH, "must be at most " + max + " characters");
        }
        return blank || format.accepts(text) || Violations.report(context, formatRule, formatRule.description());
    }
}
