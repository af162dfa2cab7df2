package io.github.kycsharing.internal.validation;

import io.github.kycsharing.internal.constraint.SingleEntity;
import io.github.kycsharing.validation.KycRule;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/** Checks that a bizEntityKey is the client's. */
public final class SingleEntityFieldValidator implements ConstraintValidator<SingleEntity, CharSequence> {
    @Override
    public boolean isValid(@Nullable CharSequence key, ConstraintValidatorContext context) {
        ValidationContext client = ValidationContext.of(context);
        // A missing key breaks the rule that it is mandatory; an application's own validator has no client.
        return client == null
                || key == null
                || key.toString().isBlank()
                || key.toString().equals(client.bizEntityKey())
                || Violations.report(context, KycRule.SINGLE_ENTITY, KycRule.SINGLE_ENTITY.description());
    }
}
