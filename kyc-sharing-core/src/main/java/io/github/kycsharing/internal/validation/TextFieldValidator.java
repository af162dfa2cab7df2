package io.github.kycsharing.internal.validation;

import io.github.kycsharing.internal.constraint.Format;
import io.github.kycsharing.internal.constraint.WireField;
import io.github.kycsharing.validation.KycRule;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/** Checks a text: there, short enough, of the right look. The first of these that fails is reported. */
public final class TextFieldValidator implements ConstraintValidator<WireField, CharSequence> {
    private boolean mandatory;
    private int max = Integer.MAX_VALUE;
    private Format format = Format.TEXT;

    @Override
    public void initialize(WireField row) {
        mandatory = row.mandatory();
        max = row.max();
        format = row.format();
    }

    @Override
    public boolean isValid(@Nullable CharSequence value, ConstraintValidatorContext context) {
        String text = value == null ? "" : value.toString();
        boolean blank = text.isBlank();
        if (blank && mandatory) {
            return Violations.report(context, KycRule.MANDATORY, KycRule.MANDATORY.description());
        }
        // A text that is short in UTF-16 units is short in code points; counting those is for the rare rest.
        if (text.length() > max && text.codePointCount(0, text.length()) > max) {
            return Violations.report(context, KycRule.MAX_LENGTH, "must be at most " + max + " characters");
        }
        return blank
                || format.accepts(text)
                || Violations.report(context, format.rule(), format.rule().description());
    }
}
