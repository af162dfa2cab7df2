package io.github.kycsharing.internal.constraint;

import jakarta.validation.groups.Default;

/**
 * Validation group of a standard broker: the rules common to all, basicInfo and identityInfo mandatory, tncInfo and
 * questionnaireInfo refused.
 */
public interface StandardBroker extends Default {}
