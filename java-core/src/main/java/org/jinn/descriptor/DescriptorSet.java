package org.jinn.descriptor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jinn.descriptor.SymmetryFunction.Angular;
import org.jinn.descriptor.SymmetryFunction.G2;
import org.jinn.descriptor.SymmetryFunction.G4;
import org.jinn.kernel.AngularGroup;
import org.jinn.kernel.CutoffFunction;
import org.jinn.kernel.Jacobian;
import org.jinn.kernel.Kernels;
import org.jinn.kernel.Neighborhood;
import org.jinn.kernel.RadialGroup;
import org.jinn.kernel.SymmetryKernel;
import org.jinn.structure.Element;

/**
 * The symmetry functions that describe one element, in order.
 *
 * @param functions at least one
 * @param fc the cutoff function of all of them
 */
public record DescriptorSet(List<SymmetryFunction> functions, CutoffFunction fc) {
    public DescriptorSet {
        functions = List.copyOf(functions);
        if (functions.isEmpty()) {
            throw new IllegalArgumentException("a descriptor needs at least one function");
        }
    }

    /** Functions with the cosine cutoff. */
    public DescriptorSet(List<SymmetryFunction> functions) {
        this(functions, CutoffFunction.COSINE);
    }

    public int size() {
        return functions.size();
    }

    /** The largest rc in angstrom. */
    public double cutoff() {
        return functions.stream().mapToDouble(SymmetryFunction::cutoff).max().orElseThrow();
    }

    /**
     * Scratch for the neighbours of an atom of any element.
     *
     * @param sets of each element
     */
    public static Neighborhood neighborhood(List<DescriptorSet> sets) {
        double[] angular =
                sets.stream()
                        .flatMap(set -> set.functions.stream())
                        .filter(f -> f instanceof Angular)
                        .mapToDouble(SymmetryFunction::cutoff)
                        .distinct()
                        .toArray();
        return new Neighborhood(sets.size(), angular);
    }

    /**
     * A kernel for this set.
     *
     * @param elements the elements in the order of species indices; must hold every neighbour named
     *     here
     * @param kernels which twin
     */
    public SymmetryKernel kernel(List<Element> elements, Kernels kernels) {
        return kernels.symmetry(radialGroups(elements), angularGroups(elements));
    }

    /**
     * All derivatives of this set at once, for one thread.
     *
     * @param elements as for {@link #kernel}
     */
    public Jacobian jacobian(List<Element> elements) {
        return new Jacobian(radialGroups(elements), angularGroups(elements));
    }

    private RadialGroup[] radialGroups(List<Element> elements) {
        Map<List<Object>, List<Integer>> groups = new LinkedHashMap<>();
        for (int s = 0; s < functions.size(); s++) {
            if (functions.get(s) instanceof G2 g) {
                groups.computeIfAbsent(
                                List.of(species(elements, g.neighbor()), g.cutoff()),
                                key -> new ArrayList<>())
                        .add(s);
            }
        }
        List<RadialGroup> out = new ArrayList<>();
        groups.forEach(
                (key, members) -> {
                    double[] eta = new double[members.size()];
                    double[] shift = new double[members.size()];
                    for (int n = 0; n < eta.length; n++) {
                        G2 g = (G2) functions.get(members.get(n));
                        eta[n] = g.eta();
                        shift[n] = g.shift();
                    }
                    out.add(
                            new RadialGroup(
                                    (Integer) key.get(0),
                                    (Double) key.get(1),
                                    fc,
                                    eta,
                                    shift,
                                    members.stream().mapToInt(Integer::intValue).toArray()));
                });
        return out.toArray(RadialGroup[]::new);
    }

    /** What angular functions of one table share. */
    private static List<Object> key(Angular f, List<Element> elements) {
        int a = species(elements, f.neighbor1());
        int b = species(elements, f.neighbor2());
        return List.of(f instanceof G4, Math.min(a, b), Math.max(a, b), f.cutoff());
    }

    /** Where an angular function stands in its table. */
    private static List<Double> angle(Angular f) {
        return List.of(f.lambda(), f.zeta());
    }

    /**
     * Functions that share type, species and cutoff become one table of eta by (lambda, zeta). A
     * function that stands twice cannot share its place in the table: it opens another group.
     */
    private AngularGroup[] angularGroups(List<Element> elements) {
        Map<List<Object>, Map<List<Double>, Integer>> groups = new LinkedHashMap<>();
        for (int s = 0; s < functions.size(); s++) {
            if (functions.get(s) instanceof Angular f) {
                List<Double> place = List.of(f.eta(), f.lambda(), f.zeta());
                List<Object> key = new ArrayList<>(key(f, elements));
                while (groups.containsKey(key) && groups.get(key).containsKey(place)) {
                    key.add("again");
                }
                groups.computeIfAbsent(List.copyOf(key), k -> new LinkedHashMap<>()).put(place, s);
            }
        }
        return groups.entrySet().stream()
                .map(group -> table(group.getKey(), group.getValue().values()))
                .toArray(AngularGroup[]::new);
    }

    private AngularGroup table(List<Object> key, Collection<Integer> members) {
        List<Angular> all = members.stream().map(s -> (Angular) functions.get(s)).toList();
        List<Double> etas = all.stream().map(Angular::eta).distinct().toList();
        List<List<Double>> angles = all.stream().map(DescriptorSet::angle).distinct().toList();
        int[] index = new int[etas.size() * angles.size()];
        Arrays.fill(index, -1);
        for (int s : members) {
            Angular f = (Angular) functions.get(s);
            index[etas.indexOf(f.eta()) * angles.size() + angles.indexOf(angle(f))] = s;
        }
        return new AngularGroup(
                (Boolean) key.get(0),
                (Integer) key.get(1),
                (Integer) key.get(2),
                (Double) key.get(3),
                fc,
                etas.stream().mapToDouble(Double::doubleValue).toArray(),
                angles.stream().mapToDouble(a -> a.get(0)).toArray(),
                angles.stream().mapToDouble(a -> a.get(1)).toArray(),
                index);
    }

    private static int species(List<Element> elements, Element element) {
        int index = elements.indexOf(element);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "every neighbour must be one of the potential's elements: neighbour="
                            + element.symbol()
                            + ", elements="
                            + elements.stream().map(Element::symbol).toList());
        }
        return index;
    }
}
