// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * One field of an item that differs: a member, or an entry of an Id map or set.
 *
 * @param path JSON pointer without leading slash, {@code phones/p1}, {@code name}, {@code
 *     keywords/friend}; keys are those of the item that the change is to be applied to
 * @param before the value there is; empty where the field is added
 * @param after the value there will be; empty where the field is removed
 */
public record FieldChange(String path, Optional<JsonNode> before, Optional<JsonNode> after) {}
