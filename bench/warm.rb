# Compiles each machine of a corpus several times with real Puppet, in one process, everything cached: prints the median
# of the processor seconds of each, serialisation included, and the peak of its memory.
require_relative '../test/puppet/prelude'

input = JSON.parse($stdin.read)
start('--environmentpath', "#{input['root']}/environments", '--environment', 'production', '--environment_timeout', 'unlimited')
Puppet[:strict] = :warning
Puppet::Util::Log.level = :err

def seconds
  started = Process.clock_gettime(Process::CLOCK_PROCESS_CPUTIME_ID)
  yield
  Process.clock_gettime(Process::CLOCK_PROCESS_CPUTIME_ID) - started
end

environment = Puppet.lookup(:environments).get!('production')
medians = input['nodes'].map do |certname|
  facts = JSON.parse(File.read("#{input['root']}/facts/#{certname}.json"))
  compile = -> { JSON.generate(sent(compiled(node_of(certname, facts, environment)))) }
  2.times { compile.call }
  Array.new(input['runs']) { seconds(&compile) }.sort[input['runs'] / 2]
end
print JSON.generate(medians: medians, megabytes: File.read('/proc/self/status')[/VmHWM:\s+(\d+)/, 1].to_i / 1024)
