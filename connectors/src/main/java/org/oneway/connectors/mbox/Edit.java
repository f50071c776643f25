// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.mbox;

import java.util.Optional;
import org.oneway.engine.item.Version;

/**
 * What becomes of a message of a file.
 *
 * @param lead the line before it and its header; empty where the message is cut out
 * @param replaced how many bytes {@code lead} takes the place of
 * @param span where it lay, and when it arrived by now
 * @param version that it then has
 */
record Edit(Optional<byte[]> lead, long replaced, Span span, Version version) {}
