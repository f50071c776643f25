// SPDX-License-Identifier: Apache-2.0

/** Tests of reading what a message is known by. */
@NullMarked
package org.oneway.connectors.shared.mime;

import org.jspecify.annotations.NullMarked;
