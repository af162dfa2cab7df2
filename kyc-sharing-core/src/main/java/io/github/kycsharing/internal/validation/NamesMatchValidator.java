package io.github.kycsharing.internal.validation;

import io.github.kycsharing.internal.constraint.NamesMatch;
import io.github.kycsharing.model.BasicInfo;
import io.github.kycsharing.model.IdentityInfo;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.validation.KycRule;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/** Checks that identityInfo and basicInfo have the same firstName and lastName. */
public final class NamesMatchValidator implements ConstraintValidator<NamesMatch, KycInfo> {
    @Override
    public boolean isValid(KycInfo info, ConstraintValidatorContext context) {
        BasicInfo basic = info.basicInfo();
        IdentityInfo identity = info.identityInfo();
        if (basic == null || identity == null) {
            return true;
        }
        boolean first = same(basic.firstName(), identity.firstName(), "firstName", context);
        boolean last = same(basic.lastName(), identity.lastName(), "lastName", context);
        return first && last;
    }

    private static boolean same(
            @Nullable String basic, @Nullable String identity, String field, ConstraintValidatorContext context) {
        if (basic == null
                || identity == null
                || basic.isBlank()
                || identity.isBlank()
                || ComparableName.areSame(basic, identity)) {
            return true;
        }
        Violations.at(context, KycRule.NAMES_MATCH, KycRule.NAMES_MATCH.description())
                .addPropertyNode("identityInfo")
                .addPropertyNode(field)
                .addConstraintViolation();
        return false;
    }
}
