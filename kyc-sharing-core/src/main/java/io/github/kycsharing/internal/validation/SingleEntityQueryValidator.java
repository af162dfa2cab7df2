package io.github.kycsharing.internal.validation;

import io.github.kycsharing.internal.constraint.SingleEntity;
import io.github.kycsharing.model.KycStatusQuery;
import io.github.kycsharing.validation.KycRule;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.hibernate.validator.constraintvalidation.HibernateConstraintValidatorContext;

/** Checks that a status query has the client's bizEntityKey. */
public final class SingleEntityQueryValidator implements ConstraintValidator<SingleEntity, KycStatusQuery> {
    @Override
    public boolean isValid(KycStatusQuery query, ConstraintValidatorContext context) {
        ValidationContext client = context.unwrap(HibernateConstraintValidatorContext.class)
                .getConstraintValidatorPayload(ValidationContext.class);
        String key = query.bizEntityKey();
        // The rule for mandatory fields reports a missing key. An application's own validator has no client.
        if (client == null || key == null || key.isBlank() || key.equals(client.bizEntityKey())) {
            return true;
        }
        Violations.at(context, KycRule.SINGLE_ENTITY, KycRule.SINGLE_ENTITY.description())
                .addPropertyNode("bizEntityKey")
                .addConstraintViolation();
        return false;
    }
}
