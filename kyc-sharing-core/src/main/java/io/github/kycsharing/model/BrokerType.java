package io.github.kycsharing.model;

/**
 * Type of a broker, as the exchange has configured the bizEntityKey. It determines the mandatory and optional sections of a
 * record.
 */
public enum BrokerType {
    /** basicInfo and identityInfo are mandatory, the exchange refuses tncInfo and questionnaireInfo. */
    STANDARD,
    /** A KZ entity broker (partial sharing): each section is optional, at least one must be present. */
    KZ_ENTITY
}
