package io.github.kycsharing.model;

import jakarta.validation.groups.Default;

/**
 * Validation group of a KZ entity broker (partial sharing): the rules common to all, each section optional, at least one
 * of them present. For Bean Validation by an application, for example {@code @Validated(KzEntityBroker.class)} on a controller's
 * {@link KycInfo}. It accepts a record without the fields that the client fills in: bizEntityKey, notifyUrl and requestNo.
 */
public interface KzEntityBroker extends Default {}
