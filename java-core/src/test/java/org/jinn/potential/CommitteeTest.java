package org.jinn.potential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Random;
import org.jinn.structure.Labels;
import org.jinn.structure.Structure;
import org.junit.jupiter.api.Test;

class CommitteeTest {
    @Test
    void meanAndSpread() {
        Random random = new Random(3);
        List<Potential> members =
                List.of(
                        PotentialDerivativesTest.randomPotential(new Random(1)),
                        PotentialDerivativesTest.randomPotential(new Random(2)));
        Structure s = PotentialDerivativesTest.randomStructure(random, 5);
        Labels a = new Evaluator(members.get(0)).evaluate(s);
        Labels b = new Evaluator(members.get(1)).evaluate(s);

        Committee.Opinion opinion = new Committee(members).evaluate(s);

        double ea = a.energy().getAsDouble();
        double eb = b.energy().getAsDouble();
        assertEquals((ea + eb) / 2, opinion.mean().energy().getAsDouble(), 1e-12);
        assertEquals(Math.abs(ea - eb) / 2, opinion.energySpread(), 1e-12); // of two: half apart
        double square = 0;
        for (int c = 6; c < 9; c++) {
            assertEquals((a.forces()[c] + b.forces()[c]) / 2, opinion.mean().forces()[c], 1e-12);
            square += Math.pow((a.forces()[c] - b.forces()[c]) / 2, 2);
        }
        assertEquals(Math.sqrt(square), opinion.forceSpread()[2], 1e-12);

        Committee.Opinion alone = new Committee(members.subList(0, 1)).evaluate(s);
        assertEquals(ea, alone.mean().energy().getAsDouble());
        assertEquals(0, alone.energySpread());
        assertThrows(IllegalArgumentException.class, () -> new Committee(List.of()));
    }
}
