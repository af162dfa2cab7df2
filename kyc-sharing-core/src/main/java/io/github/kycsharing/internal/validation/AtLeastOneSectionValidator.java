package io.github.kycsharing.internal.validation;

import io.github.kycsharing.internal.constraint.AtLeastOneSection;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.validation.KycRule;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;

/** Checks that a KZ entity broker's record has a section beside userInfo. */
public final class AtLeastOneSectionValidator implements ConstraintValidator<AtLeastOneSection, KycInfo> {
    @Override
    public boolean isValid(KycInfo info, ConstraintValidatorContext context) {
        return info.basicInfo() != null
                || info.identityInfo() != null
                || info.tncInfo() != null
                || info.questionnaireInfo() != null
                || Violations.report(context, KycRule.AT_LEAST_ONE_SECTION, KycRule.AT_LEAST_ONE_SECTION.description());
    }
}
