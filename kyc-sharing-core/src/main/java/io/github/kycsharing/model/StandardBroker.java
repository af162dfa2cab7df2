package io.github.kycsharing.model;

import jakarta.validation.groups.Default;

/**
 * Validation group of a standard broker: the rules common to all, basicInfo and identityInfo mandatory, tncInfo and
 * questionnaireInfo refused. For Bean Validation by an application, for example {@code @Validated(StandardBroker.class)} on a
 * controller's {@link KycInfo}. It accepts a record without the fields that the client fills in: bizEntityKey, notifyUrl and
 * requestNo.
 */
public interface StandardBroker extends Default {}
