package io.github.kycsharing.spring.internal;

import java.util.Collection;

/** Texts that actuator responses must not contain, in addition to the secrets of the configuration. */
@FunctionalInterface
public interface SecretTexts {
    /**
     * Lists the texts.
     *
     * @return the current texts
     */
    Collection<String> secretTexts();
}
