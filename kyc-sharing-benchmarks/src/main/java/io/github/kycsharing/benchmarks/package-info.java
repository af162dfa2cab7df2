/** What the client costs, measured against the wire itself and against other ways of making the call. */
@NullMarked
package io.github.kycsharing.benchmarks;

import org.jspecify.annotations.NullMarked;
