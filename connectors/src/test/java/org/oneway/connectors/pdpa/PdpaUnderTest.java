// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.pdpa;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.engine.item.Kind;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.testkit.ReadContract;

/** An archive, as a contract acts on it. */
abstract class PdpaUnderTest implements ReadContract {
  private static final String FOLDER = "Friends";

  @TempDir protected Path parent;
  private final Kind kind;
  private final boolean ours;
  private OtherProgram program = OtherProgram.in(Path.of(""));

  PdpaUnderTest(boolean ours) {
    this(Kind.CONTACT, ours);
  }

  PdpaUnderTest(Kind kind, boolean ours) {
    this.kind = kind;
    this.ours = ours;
  }

  @BeforeEach
  void begin() {
    program = OtherProgram.beginning(parent.resolve("archive"), kind, ours);
    program.folder(FOLDER);
    OtherProgram.in(parent).writeText("secret.txt", "not ours");
  }

  StoreSettings settings() {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    return new StoreSettings("store", parent, Map.of("path", "archive"), () -> now);
  }

  @Override
  public SourceStore openSource() throws StoreException {
    return new PdpaConnector().openSource(settings());
  }

  @Override
  public String folder() {
    return FOLDER;
  }

  @Override
  public void given(String uid, String name) {
    program.put(FOLDER, uid, name);
  }

  @Override
  public void givenRenamed(String uid, String name) {
    program.rename(FOLDER, uid, name);
  }

  @Override
  public void givenRemoved(String uid) {
    program.remove(FOLDER, uid);
  }

  @Override
  public void givenBroken(String uid) {
    program.corrupt(FOLDER, uid);
  }

  @Override
  public void givenFolder(String name) {
    program.folder(name);
  }

  @Override
  public Object snapshot() {
    return OtherProgram.texts(parent.resolve("archive"));
  }

  @Override
  public Object snapshotOf(String uid) {
    return program.text(FOLDER, uid);
  }

  @Override
  public Object surroundings() {
    Map<String, String> around = new TreeMap<>(OtherProgram.texts(parent));
    around.keySet().removeIf(path -> path.startsWith("archive/"));
    return around;
  }
}
