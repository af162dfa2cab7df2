package io.github.kycsharing.model;

/**
 * The kind of broker that a bizEntityKey was given to, as configured on the exchange's side. It decides which sections a
 * record must and may have.
 */
public enum BrokerType {
    /** basicInfo and identityInfo are mandatory, tncInfo and questionnaireInfo are refused. */
    STANDARD,
    /** A KZ entity broker (partial sharing): each section is optional, at least one must be there. */
    KZ_ENTITY
}
