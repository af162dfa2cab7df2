package io.github.kycsharing.spring.internal;

import java.util.List;

/** The access entities of the configuration, those included whose client the application has made itself. */
@FunctionalInterface
public interface SharingEntities {
    /**
     * Lists them.
     *
     * @return one for each client; no client is made by that
     */
    List<SharingEntity> all();
}
