package io.github.kycsharing.submissions;

import io.github.kycsharing.model.ShareKycRequest;
import java.util.Iterator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Where the rows of a back-fill come from. It is read from its begin each time, in the same order, one row after the other, so that it may
 * be larger than the memory.
 */
@FunctionalInterface
public interface BackfillSource {
    /**
     * Opens the source.
     *
     * @return the rows by position, sequential; closed by the caller
     */
    Stream<BackfillRow> open();

    /**
     * Requests of the application.
     *
     * @param requests the requests
     * @return the source
     */
    static BackfillSource of(Iterable<ShareKycRequest> requests) {
        return () -> numbered(StreamSupport.stream(requests.spliterator(), false));
    }

    /**
     * Requests of the application, which can be read once only.
     *
     * @param requests the requests
     * @return the source
     */
    static BackfillSource of(Stream<ShareKycRequest> requests) {
        return () -> numbered(requests);
    }

    private static Stream<BackfillRow> numbered(Stream<ShareKycRequest> requests) {
        Iterator<ShareKycRequest> all = requests.sequential().iterator();
        return Stream.iterate(1L, position -> all.hasNext(), position -> position + 1)
                .map(position -> BackfillRow.of(position, all.next()))
                .onClose(requests::close);
    }
}
