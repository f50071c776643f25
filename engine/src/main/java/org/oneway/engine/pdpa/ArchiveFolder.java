// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import java.util.Optional;
import org.oneway.engine.item.Folder;

/**
 * A folder of an archive.
 *
 * @param folder what is known of it; its id is {@code contacts/} and its name
 * @param path its directory, relative to the archive, separated by "/"
 * @param uid what cards know it by
 */
public record ArchiveFolder(Folder folder, String path, Optional<String> uid) {}
