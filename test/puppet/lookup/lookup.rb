# Reads a JSON array of cases from standard input, {"environmentpath", "hiera_config", "facts", "lookups", "compile", "modules"}, and
# runs the application behind `puppet lookup` for each list of arguments; prints what it wrote and its exit code. A compiler
# serves all lookups of a case, without what it remembers of earlier ones.
require 'stringio'
require_relative '../prelude'
require 'puppet/util/command_line'
require 'puppet/application/lookup'

start('--environment', 'production')
collect_log(:notice) { |message| "#{message.level.to_s.capitalize}: #{message}" }

def application(args, scope)
  app = Puppet::Application::Lookup.new(Puppet::Util::CommandLine.new('puppet', ['lookup', *args]))
  app.parse_options
  app.define_singleton_method(:generate_scope) { |&block| block.call(scope) }
  app
end

def lookup(args, scope, fresh)
  $logged.clear
  Puppet::Util::Warnings.clear_warnings
  $unique_warnings&.clear
  if fresh
    Puppet::Pops::Lookup::LookupAdapter.clear(scope.compiler)
    Puppet::Pops::Lookup::EnvironmentContext.clear(scope.compiler.environment)
  end
  $stdout = StringIO.new
  code = begin
    application(args, scope).main
    0
  rescue SystemExit => e
    e.status
  rescue StandardError, ScriptError => e
    $logged << "Error: Could not run: #{e.message}"
    1
  end
  { out: $stdout.string, err: $logged.join("\n"), code: code }
ensure
  $stdout = STDOUT
end

def run(one)
  environments = Puppet::Environments::Directories.new(one['environmentpath'], [])
  Puppet[:hiera_config] = one['hiera_config'] || '/nonexistent/hiera.yaml'
  Puppet[:code] = one['compile'] ? '' : 'undef'
  directory = File.join(one['environmentpath'], 'production')
  manifests = File.join(directory, 'manifests')
  modules = (one['modules'] || ['modules']).map { |name| File.join(directory, name) }
  environment = Puppet::Node::Environment.create(:production, modules, manifests)
  environments.define_singleton_method(:get) { |_| environment }
  Puppet.override(environments: environments, current_environment: environment) do
    compiler = Puppet::Parser::Compiler.new(node_of(one['node'], one['facts'], environment))
    answers = []
    compiler.compile do |catalog|
      answers = one['lookups'].map { |args| lookup(args, compiler.topscope, !one['compile']) }
      catalog
    end
    answers
  end
end

print JSON.generate(JSON.parse($stdin.read).map { |one| run(one) })
