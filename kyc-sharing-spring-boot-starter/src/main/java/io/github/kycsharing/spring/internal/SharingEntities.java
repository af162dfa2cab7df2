package io.github.kycsharing.spring.internal;

import java.util.List;

/** The access entities of the configuration, including those whose client the application defines. */
@FunctionalInterface
public interface SharingEntities {
    /**
     * Lists the entities, and creates no client.
     *
     * @return one for each client
     */
    List<SharingEntity> all();
}
