/** Internal. */
@NullMarked
package io.github.kycsharing.console.internal.web;

import org.jspecify.annotations.NullMarked;
