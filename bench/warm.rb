# Compiles each machine of a corpus several times with real Puppet, in one process, everything cached: prints the median
# of the processor seconds of each, serialisation included, and the peak of its memory.
require 'json'
require 'tmpdir'
require 'puppet'

input = JSON.parse($stdin.read)
root = Dir.mktmpdir
at_exit { FileUtils.rm_rf(root) }
Puppet.initialize_settings(
  %W[--confdir #{root} --vardir #{root} --codedir #{input['root']} --rundir #{root} --logdir #{root}
     --environmentpath #{input['root']}/environments --environment production --environment_timeout unlimited],
)
Puppet[:strict] = :warning
Puppet[:storeconfigs] = false
Puppet::Util::Log.level = :err
Puppet.push_context(Puppet.base_context(Puppet.settings), 'bench')

def compile(certname, values, environment)
  node = Puppet::Node.new(certname, facts: Puppet::Node::Facts.new(certname, values.dup), environment: environment)
  node.merge(values)
  trusted = Puppet::Context::TrustedInformation.new('local', certname, {})
  node.trusted_data = trusted.to_h
  Puppet.override(current_environment: environment, trusted_information: trusted, rich_data: true) do
    JSON.generate(Puppet::Parser::Compiler.compile(node, nil).filter { |resource| resource.virtual? }.to_data_hash)
  end
end

def seconds
  started = Process.clock_gettime(Process::CLOCK_PROCESS_CPUTIME_ID)
  yield
  Process.clock_gettime(Process::CLOCK_PROCESS_CPUTIME_ID) - started
end

environment = Puppet.lookup(:environments).get!('production')
medians = input['nodes'].map do |certname|
  facts = JSON.parse(File.read("#{input['root']}/facts/#{certname}.json"))
  2.times { compile(certname, facts, environment) }
  Array.new(input['runs']) { seconds { compile(certname, facts, environment) } }.sort[input['runs'] / 2]
end
print JSON.generate(medians: medians, megabytes: File.read('/proc/self/status')[/VmHWM:\s+(\d+)/, 1].to_i / 1024)
