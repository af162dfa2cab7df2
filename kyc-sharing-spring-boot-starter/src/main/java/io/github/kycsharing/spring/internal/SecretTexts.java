package io.github.kycsharing.spring.internal;

import java.util.Collection;

/** Texts that no response of the actuator may show, besides the secrets of the configuration. */
@FunctionalInterface
public interface SecretTexts {
    /**
     * Lists them.
     *
     * @return the texts as they are now
     */
    Collection<String> secretTexts();
}
