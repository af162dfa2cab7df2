/** What signing shares with the rest of the core. Not for applications: it changes without notice. */
@NullMarked
package io.github.kycsharing.internal.signing;

import org.jspecify.annotations.NullMarked;
