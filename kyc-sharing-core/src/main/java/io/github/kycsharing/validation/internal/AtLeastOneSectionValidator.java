package io.github.kycsharing.validation.internal;

import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.rule.AtLeastOneSection;
import io.github.kycsharing.rule.KycRule;
import io.github.kycsharing.rule.internal.Violations;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;

/** Checks that a KZ entity broker's record carries a section beside userInfo. */
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
