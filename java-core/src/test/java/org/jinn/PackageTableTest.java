package org.jinn;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The table of packages in CONTRIBUTING.md: who may use whom, and who may use which library. */
class PackageTableTest {
    private static final JavaClasses JINN =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("org.jinn");

    private static final Map<String, List<String>> MAY_USE = new TreeMap<>();

    static {
        MAY_USE.put("kernel", List.of());
        MAY_USE.put("structure", List.of());
        MAY_USE.put("system", List.of());
        MAY_USE.put("neighbor", List.of("structure"));
        MAY_USE.put("network", List.of("kernel"));
        MAY_USE.put("descriptor", List.of("structure", "neighbor", "kernel", "system"));
        MAY_USE.put(
                "potential",
                List.of("descriptor", "network", "neighbor", "structure", "kernel", "system"));
        MAY_USE.put("format", List.of("structure"));
        MAY_USE.put("dataset", List.of("format", "structure", "system"));
        MAY_USE.put("input", List.of("structure", "system"));
        MAY_USE.put("dft", List.of("format", "dataset", "input", "structure", "system"));
        MAY_USE.put(
                "train",
                List.of(
                        "dataset",
                        "format",
                        "input",
                        "potential",
                        "descriptor",
                        "network",
                        "structure",
                        "kernel",
                        "system"));
        MAY_USE.put("mpi", List.of("train"));
        MAY_USE.put(
                "lammps",
                List.of(
                        "potential",
                        "descriptor",
                        "network",
                        "neighbor",
                        "structure",
                        "kernel",
                        "system"));
        MAY_USE.put("analysis", List.of("structure", "system"));
        MAY_USE.put(
                "study",
                List.of(
                        "analysis",
                        "train",
                        "dft",
                        "lammps",
                        "dataset",
                        "format",
                        "input",
                        "potential",
                        "descriptor",
                        "network",
                        "structure",
                        "kernel",
                        "system"));
    }

    @Test
    void everyPackageUsesOnlyWhatItsRowNames() {
        List<String> broken = new ArrayList<>();
        for (JavaClass from : JINN) {
            String user = home(from);
            if (user.equals("cli") || user.isEmpty()) {
                continue;
            }
            from.getDirectDependenciesFromSelf()
                    .forEach(
                            d -> {
                                String used = home(d.getTargetClass().getBaseComponentType());
                                if (!used.isEmpty()
                                        && !used.equals(user)
                                        && !MAY_USE.getOrDefault(user, List.of()).contains(used)) {
                                    broken.add(d.getDescription());
                                }
                            });
        }
        assertEquals(List.of(), broken);
    }

    @Test
    void theTableNamesEveryPackage() {
        TreeSet<String> found = new TreeSet<>();
        JINN.forEach(c -> found.add(home(c)));
        found.remove("cli");
        found.remove("");
        assertEquals(MAY_USE.keySet(), found);
    }

    @Test
    void librariesHaveTheirUsers() {
        only("org.ejml", "train", "analysis");
        only("com.sun.jna", "lammps", "mpi");
        only("org.apache.commons.io", "format");
        only("picocli", "cli");
        only("com.google.gson", "cli", "study");
        only("org.snakeyaml", "input");
        only("org.knowm", "analysis");
        only("me.tongfei", "cli");
        only("jdk.incubator.vector", "kernel");
    }

    private static void only(String library, String... users) {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        Arrays.stream(users)
                                .map(u -> "org.jinn." + u + "..")
                                .toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library + "..")
                .check(JINN);
    }

    @Test
    void onlyTheCommandLinePrintsAndExits() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.jinn.cli..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .check(JINN);
    }

    private static String home(JavaClass c) {
        String[] parts = c.getPackageName().split("\\.");
        return parts.length > 2 && parts[0].equals("org") && parts[1].equals("jinn")
                ? parts[2]
                : "";
    }
}
