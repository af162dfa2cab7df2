package io.github.kycsharing.spring.internal;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.spi.RequestSigner;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One access entity of the configuration.
 *
 * @param clientName what its client is called
 * @param bizEntityKey the entity's key
 * @param signer signs with the entity's secret as it is now
 * @param client gives the client, which is made when it is first asked for
 * @param notifyUrlProperty the property that says where the exchange notifies of its customers, after {@code kyc-sharing.}; empty
 *     if none does
 */
public record SharingEntity(
        String clientName,
        String bizEntityKey,
        RequestSigner signer,
        Supplier<KycSharingClient> client,
        Optional<String> notifyUrlProperty) {}
