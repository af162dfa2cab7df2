package io.github.kycsharing.spring.internal;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.spi.RequestSigner;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One access entity, as the receiver of notifications needs it.
 *
 * @param clientName the name of its client
 * @param bizEntityKey the entity's key
 * @param signer signs with the entity's current secret
 * @param client supplies the client, and creates it on first use
 * @param notifyUrlProperty the property that sets the notify URL, named without {@code kyc-sharing.}; empty if
 *     none does
 */
public record SharingEntity(
        String clientName,
        String bizEntityKey,
        RequestSigner signer,
        Supplier<KycSharingClient> client,
        Optional<String> notifyUrlProperty) {}
