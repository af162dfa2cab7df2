package io.github.kycsharing.benchmarks;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.KycSharingClientBuilder;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.ShareResult;
import java.util.concurrent.CompletableFuture;

/** This project's client with its defaults. */
final class OurClient implements Caller {
    private final KycSharingClient client;
    private final KycInfo record;

    OurClient(Target target, int bytes) {
        KycSharingClientBuilder builder = KycSharingClient.builder()
                .bizEntityKey(SyntheticRecords.BIZ_ENTITY_KEY)
                .secret(SyntheticRecords.SECRET)
                .brokerType(BrokerType.STANDARD)
                .baseUrl(target.baseUrl());
        if (target.trust() != null) {
            builder.tls(target.trust().sslContext(), target.trust().trustManager());
        }
        this.client = builder.build();
        this.record = SyntheticRecords.ofBytes(bytes);
    }

    @Override
    public void call() {
        client.share(record);
    }

    @Override
    public CompletableFuture<ShareResult> callAsync() {
        return client.shareAsync(record);
    }

    @Override
    public void close() {
        client.close();
    }
}
