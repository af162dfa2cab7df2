package io.github.kycsharing.internal.validation;

import io.github.kycsharing.internal.constraint.SingleEntity;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.UserInfo;
import io.github.kycsharing.validation.KycRule;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.hibernate.validator.constraintvalidation.HibernateConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/** Checks that the request and its userInfo have the client's bizEntityKey. */
public final class SingleEntityValidator implements ConstraintValidator<SingleEntity, ShareKycRequest> {
    @Override
    public boolean isValid(ShareKycRequest request, ConstraintValidatorContext context) {
        ValidationContext client = context.unwrap(HibernateConstraintValidatorContext.class)
                .getConstraintValidatorPayload(ValidationContext.class);
        // An application's own validator has no client. The keys of request and userInfo must then be equal.
        String expected = client == null ? request.bizEntityKey() : client.bizEntityKey();
        boolean valid = true;
        if (contradicts(request.bizEntityKey(), expected)) {
            Violations.at(context, KycRule.SINGLE_ENTITY, KycRule.SINGLE_ENTITY.description())
                    .addPropertyNode("bizEntityKey")
                    .addConstraintViolation();
            valid = false;
        }
        UserInfo userInfo = request.kycInfo() == null ? null : request.kycInfo().userInfo();
        if (userInfo != null && contradicts(userInfo.bizEntityKey(), expected)) {
            Violations.at(context, KycRule.SINGLE_ENTITY, KycRule.SINGLE_ENTITY.description())
                    .addPropertyNode("kycInfo")
                    .addPropertyNode("userInfo")
                    .addPropertyNode("bizEntityKey")
                    .addConstraintViolation();
            valid = false;
        }
        return valid;
    }

    private static boolean contradicts(@Nullable String key, @Nullable String expected) {
        // The rule for mandatory fields reports a missing key.
        return key != null && expected != null && !key.isBlank() && !key.equals(expected);
    }
}
