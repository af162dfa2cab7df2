package io.github.kycsharing.internal.constraint;

import jakarta.validation.groups.Default;

/**
 * Validation group of a KZ entity broker (partial sharing): the rules common to all, each section optional, at least one
 * of them present.
 */
public interface KzEntityBroker extends Default {}
