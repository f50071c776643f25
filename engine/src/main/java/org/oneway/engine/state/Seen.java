// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.state;

import java.util.Optional;
import org.oneway.engine.item.Fingerprint;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Version;

/**
 * An item on one side as last seen.
 *
 * @param version empty where the store gives none
 * @param fingerprint of its canonical form, in the target's uids
 */
public record Seen(Reference reference, Optional<Version> version, Fingerprint fingerprint) {}
