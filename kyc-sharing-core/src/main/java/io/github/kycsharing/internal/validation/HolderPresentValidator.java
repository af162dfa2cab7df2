package io.github.kycsharing.internal.validation;

import io.github.kycsharing.internal.constraint.HolderPresent;
import io.github.kycsharing.validation.KycRule;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/** Checks that an account holder is a customer or a complete OAuth user. */
public final class HolderPresentValidator implements ConstraintValidator<HolderPresent, HolderPresent.Holder> {
    @Override
    public boolean isValid(HolderPresent.Holder holder, ConstraintValidatorContext context) {
        if (isAbsent(holder.openId()) && isAbsent(holder.oauthClientId())) {
            return !isAbsent(holder.entityCustomerId()) || report(context, "entityCustomerId");
        }
        if (isAbsent(holder.openId())) {
            return report(context, "openId");
        }
        return !isAbsent(holder.oauthClientId()) || report(context, "oauthClientId");
    }

    private static boolean isAbsent(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static boolean report(ConstraintValidatorContext context, String field) {
        Violations.at(context, KycRule.MANDATORY, KycRule.MANDATORY.description())
                .addPropertyNode(field)
                .addConstraintViolation();
        return false;
    }
}
